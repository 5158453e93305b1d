import type { NextConfig } from 'next'

const config: NextConfig = {
  // Every page is rendered on demand and kept whole by our own server (decision 0003).
  poweredByHeader: false,
  compress: false,
  generateEtags: false,
  reactStrictMode: true,
  // `npm test` checks them; a site is built without the packages that tests need.
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
  // A page's head is whole when the page is sent, for everyone: pages are kept, and must not depend on who asked first.
  htmlLimitedBots: /.*/,
  // Pictures are served by app/uploads alone, which asks who may see them. Smaller copies would be kept and shown to anyone.
  images: { unoptimized: true },
  serverExternalPackages: [
    'pg',
    'pg-boss',
    '@prisma/client',
    '@prisma/adapter-pg',
    'snowball-stemmers',
    'piscina',
    'sharp',
    'prom-client',
    '@react-email/render',
  ],
  // Colours for HTML within Markdown would make the editor larger by a third (decision 0031).
  turbopack: { resolveAlias: { '@codemirror/lang-html': './components/editor/code-mirror/without-html.ts' } },
  // Their names carry a version.
  headers: async () => [{ source: '/fonts/:file*', headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }] }],
}

export default config
