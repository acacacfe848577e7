# One image, three uses: `setup` (roles, tables, keys), `web` and `worker`. No secret is baked into it.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM packages AS built
COPY . .
RUN node --import tsx scripts/build.ts && rm -rf .next/cache

FROM node:24.21.0-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PATCHBAY_HOME=/data
COPY --from=built --chown=root:root /app /app
# Whoever breaks into a process can change neither the program nor another's keys.
RUN install -d -o node -g node -m 0700 /data /keys/web /keys/worker /owner
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["node", "--import", "tsx", "scripts/container.ts", "healthy"]
ENTRYPOINT ["node", "--conditions=react-server", "--import", "tsx", "scripts/container.ts"]
CMD ["web"]
