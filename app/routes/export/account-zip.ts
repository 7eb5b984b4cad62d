import { emptyForm } from '#app/domain/volunteer/schema.ts'
import { exportResponse } from '#app/http/export-zip.server.ts'
import { on, orRefuse, pageAction } from '#app/http/page.server.ts'
import { exportAccount } from '#app/services/export/export-own.server.ts'

/** What is kept of the person who asks, as one archive. */
export const action = pageAction(
  { may: 'signedIn' },
  {
    exportAccount: on(emptyForm, async ({ ctx }) => exportResponse(ctx, 'account', orRefuse(await exportAccount(ctx)))),
  },
)
