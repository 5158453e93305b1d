import './bin/lib/load-env.mjs'
import { defineConfig } from 'prisma/config'
import { searchTables } from './lib/platform/migrations/search-tables'

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/cairn' },
  experimental: { externalTables: true },
  tables: {
    external: searchTables,
  },
})
