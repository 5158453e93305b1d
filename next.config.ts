import type { NextConfig } from 'next'

const config: NextConfig = {
  // Every page is rendered on demand and kept whole by our own server (docs/decisions/0003).
  poweredByHeader: false,
  compress: false,
  generateEtags: false,
  reactStrictMode: true,
  agentRules: false,
  serverExternalPackages: ['pg', 'pg-boss', '@prisma/client', '@prisma/adapter-pg', 'snowball-stemmers', 'piscina', 'sharp', 'prom-client'],
  // Their names carry a version.
  headers: async () => [{ source: '/fonts/:file*', headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }] }],
} as NextConfig

export default config
