import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readGifts } from '#app/services/gift/queries/gifts.server.ts'
import { GiftSheet } from '#app/ui/gift/gift-sheet.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readGifts(ctx, id)),
)

export const meta = pageMeta((t, { title }: { title: string }) => `${t('gift.title')} · ${title}`)

export default function BureauGifts() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.bureauProject(page.id), text: page.title }]}>
      <Sheet>
        <h1>{t('gift.title')}</h1>
        <p>{t('gift.publicLead')}</p>
        {page.gifts.length === 0 ? <p>{t('gift.empty')}</p> : null}
      </Sheet>
      {page.gifts.map((gift) => (
        <GiftSheet key={gift.id} gift={gift} />
      ))}
    </Page>
  )
}
