import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    // Colour, proxies and extra certificates of the machine must not decide what a test sees.
    env: { NO_COLOR: '', FORCE_COLOR: '', HTTP_PROXY: '', HTTPS_PROXY: '', NODE_EXTRA_CA_CERTS: '' },
  },
});
