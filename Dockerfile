# One image for every process: `server`, `worker` and `migrate` differ in their command only (see docker-compose.yml).

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --include=dev --no-audit --no-fund

FROM packages AS build
COPY . .
RUN node prisma/generate.mjs && node_modules/.bin/vite build
# Out again with what only made the pages and the database client, what the pages already hold, the PostgreSQL of one
# machine, and the road engine for other machines than this: more than half of all that was installed.
RUN for name in \
    @atlaskit/pragmatic-drag-and-drop @fontsource/be-vietnam-pro @mantine/core @mantine/dates @mantine/hooks \
    @tabler/icons-react @tanstack/react-query \
    @tanstack/react-router @tanstack/react-virtual @vis.gl/react-maplibre @vitejs/plugin-react dayjs echarts embedded-postgres esbuild idb \
    i18next maplibre-gl prisma react react-dom react-i18next socket.io-client vite workbox-core \
    workbox-precaching workbox-routing; \
  do set -- "$@" "dependencies[$name]"; done && npm pkg delete "$@" \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && cd node_modules/@valhallajs/valhallajs && rm -r darwin \
  && find linux -mindepth 1 -maxdepth 1 ! -name "$(node -p process.arch)" -exec rm -r {} +

FROM node:24-bookworm-slim AS run
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
# The road engine out of npm brings its libraries but this one.
RUN apt-get update && apt-get install --yes --no-install-recommends libbsd0 && rm -rf /var/lib/apt/lists/*
# `node` is the image's unprivileged user; only the data volume is its own to write.
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json /app/tsconfig.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/domain ./domain
COPY --from=build /app/optimizer ./optimizer
COPY --from=build /app/roads ./roads
COPY --from=build /app/platform ./platform
COPY --from=build /app/records ./records
COPY --from=build /app/planning ./planning
COPY --from=build /app/server ./server
COPY --from=build /app/worker ./worker
COPY --from=build /app/demo ./demo
USER node
VOLUME /data
EXPOSE 3000
# Alive means that it answers, if slowly where much starts at once: before the first area is imported the answer is 503, which is no fault of the server.
HEALTHCHECK --interval=10s --timeout=15s --start-period=90s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.status === 200 || r.status === 503 ? 0 : 1), () => process.exit(1))"]
# Node 24 reads TypeScript itself: ready in half the time that tsx takes.
CMD ["node", "server/main.ts"]
