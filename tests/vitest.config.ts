import { defineConfig } from 'vitest/config'
import { testSecretText } from './support/test-secret.ts'

// Two kinds: rules beside the rule and checks of the tree (no services, milliseconds), and services on real PostgreSQL and Meilisearch.
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{app,search,prisma}/**/*.test.ts',
            'tests/{architecture,attack,guides,policy,relevance}/**/*.test.{ts,tsx}',
          ],
          environment: 'node',
          isolate: false,
          // A busy machine is no fault of a rule's.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          environment: 'node',
          env: {
            DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
            APP_SECRET: testSecretText,
            LOG_LEVEL: 'silent',
          },
          globalSetup: ['tests/support/global-setup.ts'],
          setupFiles: ['tests/support/no-console-error.ts'],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          // Every file has a database of its own and nothing of the site lives in a module: its modules are loaded once.
          isolate: false,
          maxWorkers: 2,
        },
      },
    ],
  },
})
