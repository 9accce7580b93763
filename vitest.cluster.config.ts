import { defineConfig } from 'vitest/config';

/** Tests that need kubectl and the models of the Kubernetes API; scripts/cluster-test.sh brings both together. */
export default defineConfig({
  test: { include: ['test/cluster/**/*.cluster.ts'], testTimeout: 60_000 },
});
