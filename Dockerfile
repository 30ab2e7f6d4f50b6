# syntax=docker/dockerfile:1

# A build needs no variable and no secret: the server reads them when it starts.
FROM node:24-slim AS build
WORKDIR /app
# Before the source, so that a change of it does not install everything again.
COPY package.json package-lock.json .nuxtrc ./
# The script that follows an installation reads the source, which is not here yet.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
ENV NUXT_TELEMETRY_DISABLED=1
RUN npm run build

# The output holds the part of each package that the server runs, so nothing is installed here.
FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY --from=build /app/.output ./
# An account of the image without rights; the files belong to root, so the server cannot change itself.
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not by npm, which would keep the signal that ends a container to itself.
CMD ["node", "server/index.mjs"]
