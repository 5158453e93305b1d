import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/cairn' },
  // Search tables hold tsvectors and are written with SQL only; see prisma/migrations.
  experimental: { externalTables: true },
  tables: {
    external: ['public.search_post', 'public.search_term', 'public.search_word', 'public.search_corpus', 'public.search_change'],
  },
})
