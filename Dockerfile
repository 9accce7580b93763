# Any of the two bases can be replaced by a mirror or pinned by digest:
#   docker build --build-arg RUN_IMAGE=mirror.example/nodejs22@sha256:… -t carbon-audit .
ARG BUILD_IMAGE=docker.io/library/node:22-slim
ARG RUN_IMAGE=gcr.io/distroless/nodejs22-debian12:nonroot

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
# The bundle is made below, when its sources are there; no package needs an install script.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY bin bin
COPY config config
COPY scripts/bundle.mjs scripts/kernel.mjs scripts/
COPY src src
COPY NOTICE ./
RUN node scripts/bundle.mjs --no-code && node bin/carbon-audit.js --version

FROM ${RUN_IMAGE}
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="carbon-audit" \
      org.opencontainers.image.description="Audits the energy of Kubernetes workloads against named standards; command line and MCP server" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      io.modelcontextprotocol.server.name="carbon-audit/carbon-audit"
WORKDIR /app
# Packages are inside the bundle: no node_modules.
COPY --from=build /src/package.json /src/NOTICE ./
COPY --from=build /src/bin bin
COPY --from=build /src/config config
COPY --from=build /src/dist dist
# All interfaces of the container; without a token file the server then refuses to start and says so.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8000
USER 65532:65532
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=3 \
  CMD ["/nodejs/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8000}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/nodejs/bin/node", "/app/bin/carbon-audit.js"]
CMD ["serve", "--transport", "http"]
