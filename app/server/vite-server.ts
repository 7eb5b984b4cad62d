import type { Server } from 'node:http'
import type { ViteDevServer } from 'vite'

/** Development: Vite compiles on demand, and any change to the sources reloads the open pages. */
export async function createViteServer(server: Server): Promise<ViteDevServer> {
  const { createServer } = await import('vite')
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server } }, appType: 'custom' })
  vite.watcher.on('change', (file) => {
    if (file.includes('/app/') || file.includes('/search/')) vite.ws.send({ type: 'full-reload' })
  })
  return vite
}
