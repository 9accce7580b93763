/** Colour, proxies and extra certificates of the machine must not decide what a test sees. Taken away, not set empty: Node 22 warns of that. */
for (const name of [
  'NO_COLOR',
  'FORCE_COLOR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
]) {
  delete process.env[name];
}
