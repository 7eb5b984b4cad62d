import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixConfig from './remix.config.js'

export default defineConfig({
  plugins: [process.env['VITEST'] ? null : remix(remixConfig)],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  // The browser loads no modules of ours (docs/decisions/no-hydration.md): there is nothing to bundle for it in advance.
  optimizeDeps: { noDiscovery: true, include: [] },
  server: { watch: { ignored: ['**/.data/**', '**/build/**'] } },
})
