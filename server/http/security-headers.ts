import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../../platform/config.ts';

/**
 * Security headers. The content policy lets in our own origin, MapLibre's workers (`blob:`), images it draws itself
 * (`data:`, `blob:`), inline styles (MapLibre and the component library set them) and, when MAP_STYLE_URL names a
 * style, maps of any host. Nothing is forced to https unless PUBLIC_URL is.
 */
export function securityHeaders(config: Config): RequestHandler {
  const isHttps = config.publicUrl.startsWith('https:');
  const maps = mapSources(config);
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'", 'data:'],
        imgSrc: ["'self'", 'data:', 'blob:', ...maps],
        connectSrc: ["'self'", 'blob:', ...maps],
        workerSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        ...(isHttps && { upgradeInsecureRequests: [] }),
      },
    },
    // What frame-ancestors says, for browsers that do not know it.
    frameguard: { action: 'deny' },
    strictTransportSecurity: isHttps,
    // Workers from blob: and canvases need no isolation; a page of ours embeds nothing foreign.
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/**
 * A style may name tiles, letters and sprites of hosts that only it knows. Where our own pages come over https, browsers
 * load nothing over http in any case.
 */
function mapSources({ mapStyleUrl, publicUrl }: Pick<Config, 'mapStyleUrl' | 'publicUrl'>): string[] {
  if (!mapStyleUrl) return [];
  return publicUrl.startsWith('https:') ? ['https:'] : ['https:', 'http:'];
}
