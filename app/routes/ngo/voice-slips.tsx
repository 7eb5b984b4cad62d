import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { publicUrl } from '#app/http/session.server.ts'
import { localize } from '#app/i18n/locale.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type PrintedSlip, readSlips, type Slips } from '#app/services/voice/queries/slips.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid(), sessionId: z.uuid() })
const sheetOf = (url: URL) =>
  z.coerce
    .number()
    .int()
    .catch(1)
    .parse(url.searchParams.get('sheet') ?? 1)

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id, sessionId }, url }) => {
  const full = (path: string) => new URL(localize(path, ctx.locale), publicUrl()).href
  const slips = orNotFound(
    await readSlips(ctx, { projectId: id, sessionId, sheet: sheetOf(url) }, (code) => full(paths.voiceAnswer(code))),
  )
  // As people type it.
  return { ...slips, sessionId, address: full(paths.voice()).replace(/^https?:\/\//, '') }
})

export const meta = pageMeta((t, { session }: Slips) => `${t('voice.slips.title')} · ${session.title}`)

export default function VoiceSlips() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const { day } = useFormat()
  const { session, sheet, sheets } = page
  return (
    <Page
      crumbs={[
        { to: paths.ngoProject(page.projectId), text: page.projectTitle },
        { to: paths.ngoVoice(page.projectId), text: t('voice.title') },
      ]}
    >
      <div className="screen-only">
        <Sheet>
          <h1>{t('voice.slips.title')}</h1>
          <p>
            <Typed>{session.title}</Typed> · {day(session.heldOn)} · <Typed>{session.place}</Typed>
          </p>
          <p>{t('voice.slips.how')}</p>
          <p>{t('voice.slips.print')}</p>
          {sheets === 1 ? null : (
            <ul className="choose-few">
              {Array.from({ length: sheets }, (_, index) => index + 1).map((number) => (
                <li key={number}>
                  <A
                    to={`${paths.ngoVoiceSlips(page.projectId, page.sessionId)}?sheet=${number}`}
                    aria-current={number === sheet ? 'page' : undefined}
                  >
                    {t('voice.slips.sheet', { sheet: number, sheets })}
                  </A>
                </li>
              ))}
            </ul>
          )}
        </Sheet>
      </div>
      <ul className="slips">
        {page.slips.map((slip) => (
          <li key={slip.code}>
            <Slip slip={slip} page={page} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

function Slip({ slip, page }: { slip: PrintedSlip; page: { address: string; session: Slips['session'] } }) {
  const t = useT()
  const { day } = useFormat()
  const { code, qr } = slip
  return (
    <>
      <svg role="img" aria-label={t('voice.slips.qr', { code })} viewBox={`-2 -2 ${qr.size + 4} ${qr.size + 4}`}>
        <path d={qr.path} />
      </svg>
      <div>
        <p className="ask">{t('voice.slips.question')}</p>
        <p>
          <Typed>{page.session.title}</Typed>
        </p>
        <p>{t('voice.slips.scan', { address: page.address })}</p>
        <p className="code">{code}</p>
        <p>{t('voice.slips.until', { day: day(page.session.lastDay) })}</p>
      </div>
    </>
  )
}
