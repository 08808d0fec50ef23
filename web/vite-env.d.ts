/// <reference types="vite/client" />

/** Made by `web/ui/map/map-worker-file.ts`. */
declare module 'virtual:map-worker-url' {
  const address: string;
  export default address;
}
