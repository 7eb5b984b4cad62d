import type { ChildProcess } from 'node:child_process'
import { freeAddress, ready, type Site, startWebAt, startWorker, stopServer } from '#tests/support/start-site.ts'
import { tellSite } from '#tests/support/tell-site.ts'

export type AttackedSite = { site: Site; address: string; stop: () => Promise<void> }

/** The production build with the demonstration in it: web server and worker, and a database that nobody needs afterwards. */
export async function startAttackedSite(ending: AbortSignal): Promise<AttackedSite> {
  const site = await tellSite()
  const address = await freeAddress()
  const children: ChildProcess[] = [startWebAt(address, site.env), startWorker({ ...site.env, PUBLIC_URL: address })]
  // Whoever breaks the run off leaves nothing behind that runs.
  ending.addEventListener('abort', () => {
    for (const child of children) child.kill()
  })
  await ready(address, children)
  return {
    site,
    address,
    stop: async () => {
      await Promise.all(children.map(stopServer))
      await site.forget()
    },
  }
}
