import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { creditMax, requestForm } from '#app/domain/credit/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  type CreditEventView,
  type CreditRequestView,
  readCredit,
} from '#app/services/credit/queries/credit-page.server.ts'
import { fileRequest } from '#app/services/credit/request.server.ts'
import { EventList } from '#app/ui/credit/event-list.tsx'
import { Standing } from '#app/ui/credit/standing.tsx'
import { FileField, RadioGroup, TextArea } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { TypedText } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'organization', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readCredit(ctx, id, true)),
)

export const action = pageAction(
  { may: 'organization', params, takesFile: true },
  {
    request: on(requestForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await fileRequest(ctx, { organizationId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.ngoCredit(id), 'credit.toast.requested') : outcome
    }),
  },
)

export const meta = pageMeta((t, { name }: { name: string }) => t('credit.of', { name }))

export default function OwnCredit() {
  const credit = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.ngoOrganization(credit.id), text: credit.name }]}>
      <Standing credit={credit} />
      <Sheet labelledBy="events">
        <h2 id="events">{t('credit.events')}</h2>
        <p>{t('credit.request.lead')}</p>
        <EventList events={credit.events}>
          {(event) => (
            <>
              {event.requests.map((request) => (
                <Filed key={request.id} request={request} />
              ))}
              {credit.mayRequest ? <Apply event={event} /> : null}
            </>
          )}
        </EventList>
      </Sheet>
    </Page>
  )
}

function Filed({ request }: { request: CreditRequestView }) {
  const t = useT()
  const { day, instant } = useFormat()
  return (
    <div className="notice">
      <p>
        <strong>{t(`credit.request.kind.${request.kind}`)}</strong>{' '}
        {t('credit.request.filed', { at: instant(request.filedAt), day: day(request.dueOn) })}
      </p>
      <TypedText text={request.statement} />
      {request.isGranted === null ? null : (
        <p>
          <strong>{t(request.isGranted ? 'credit.request.granted' : 'credit.request.refused')}</strong>{' '}
          {request.decisionReason}
        </p>
      )}
    </div>
  )
}

/** What can still be asked about an event: nothing twice at a time, nothing that was granted. */
function Apply({ event }: { event: CreditEventView }) {
  const t = useT()
  const form = useRowForm('request', 'eventId', event.id)
  const isClosed = (kind: 'REPAIR' | 'CORRECTION') =>
    event.requests.some((request) => request.kind === kind && request.isGranted !== false)
  const kinds = (['REPAIR', 'CORRECTION'] as const).filter(
    (kind) => !isClosed(kind) && !isClosed('CORRECTION') && (kind === 'CORRECTION' || event.needsRectification),
  )
  if (kinds.length === 0) return null
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t(event.needsRectification ? 'credit.request.title' : 'credit.request.kind.CORRECTION')}</summary>
      <PostForm form={form} withFiles>
        <input type="hidden" name="eventId" value={event.id} />
        <RadioGroup
          form={form}
          name="kind"
          label={t('credit.request.choose')}
          options={kinds.map((kind) => ({ value: kind, label: t(`credit.request.kind.${kind}`) }))}
        />
        <TextArea
          form={form}
          name="statement"
          label={t('credit.request.statement')}
          hint={t('credit.request.statementHint')}
          max={creditMax.statement}
          rows={5}
        />
        <FileField form={form} name="file" label={t('credit.request.file')} optional />
        <Submit>{t('credit.request.submit')}</Submit>
      </PostForm>
    </details>
  )
}
