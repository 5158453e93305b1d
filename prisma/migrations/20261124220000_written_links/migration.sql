-- Links that stand in posts, kept in step with them; `link` stays what an import said.
ALTER TYPE "thread_link_kind" ADD VALUE 'written';
