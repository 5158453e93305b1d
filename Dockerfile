# One image for web and worker; docker-compose.yml says which it is.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# What onnxruntime-node would download is for graphics cards.
ENV ONNXRUNTIME_NODE_INSTALL=skip
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node -e "import('./bin/lib/install.mjs').then((m) => m.install())" && node bin/build.mjs

FROM node:22-bookworm-slim
# The last two as lib/process/node-arguments.ts has them.
ENV NODE_ENV=production HOST=0.0.0.0 MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072
WORKDIR /app
COPY --from=build --chown=node:node /app /app
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s CMD node -e "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--max-semi-space-size=32", "--import", "tsx", "bin/web.ts"]
