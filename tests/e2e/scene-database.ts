import { anonymous } from '#app/domain/shared/actor.ts'
import { createDiskFileStore } from '#app/services/shared/file-store.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { asAppRole } from '#tests/support/services.ts'
import { needed } from '#tests/support/needed.ts'
import type { Stage } from './stage.ts'

/** The site's database for the makers of scenes: what led up to a journey is told by the real services, in no time. */
export function sceneDatabase({ db, locale }: Pick<Stage, 'db' | 'locale'>): TestDatabase {
  const ownerUrl = needed('SITE_OWNER_URL')
  const files = createDiskFileStore(`${needed('SITE_DATA_DIR')}/files`)
  const keys = createKeys(Buffer.from(needed('SITE_APP_SECRET'), 'base64'))
  return {
    owner: db,
    app: db,
    ownerUrl,
    appUrl: asAppRole(ownerUrl),
    contextAt: (instant, actor = anonymous) => ({
      db,
      files,
      keys,
      actor,
      now: new Date(instant),
      locale,
      requestId: 'journey',
      ip: '127.0.0.1',
      tellsClock: true,
    }),
  }
}
