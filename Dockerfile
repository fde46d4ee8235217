# The program as an image. Builds from the lock file; no install script is run (.npmrc). What the image needs at its start comes
# from the environment: docs/beheer/installeren.md.
#
# Node 22: the newest line with long support that everything here is tried for. `slim` is Debian with a libc that the binaries of
# the database driver are made for. The tag moves with security fixes: build again to get them.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY scripts/ops ./scripts/ops
RUN npm run build && npm run build:ops

FROM node:22-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:22-bookworm-slim
ENV NODE_ENV=production TZ=UTC HOST=0.0.0.0 PORT=8080
WORKDIR /app
COPY package.json ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Its files belong to root: who gets in as the program can change none of them.
USER node
EXPOSE 8080
# Container Apps has probes of its own; this is for whoever runs the image elsewhere.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Without a shell or npm in between, so that SIGTERM reaches the program, which then finishes what is on its way.
CMD ["node", "dist/main.js"]
