# One image for web and worker; docker-compose.yml says which it is. `node bin/try-image.mjs` does the same steps without Docker.
FROM node:22-bookworm-slim AS build
WORKDIR /app
# Packages first: they are installed again only when these change.
COPY package.json package-lock.json .npmrc ./
COPY bin/install.mjs bin/install.mjs
COPY bin/lib bin/lib
COPY lib/shared/lock-file.mjs lib/shared/lock-file.mjs
COPY lib/platform/env/env-file.mjs lib/platform/env/env-file.mjs
RUN node bin/install.mjs packages
COPY . .
RUN node bin/install.mjs && node bin/build.mjs && node bin/prune.mjs

FROM node:22-bookworm-slim
# The last two as lib/platform/process/node-arguments.ts has them.
ENV NODE_ENV=production HOST=0.0.0.0 MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072
WORKDIR /app
COPY --from=build --chown=node:node /app /app
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s CMD node -e "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--max-semi-space-size=32", "--import", "tsx", "bin/web.ts"]
