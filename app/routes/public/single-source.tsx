import { useLoaderData } from '@remix-run/react'
import { callParams } from '#app/domain/call/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { objectSingleForm, singleMax } from '#app/domain/single-source/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { objectSingle } from '#app/services/single-source/object-single.server.ts'
import { readSingleSource } from '#app/services/single-source/queries/single-source-page.server.ts'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Figures } from '#app/ui/figures.tsx'
import { TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ObjectionTexts, SingleArgument } from '#app/ui/single-source/notice.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'anyone', params: callParams }, async ({ ctx, params: { callId } }) => {
  const { source, ...page } = orNotFound(await readSingleSource(ctx, callId))
  // Before it is a notice it is nobody's page, not even its own body's.
  const noticed = orNotFound(source?.noticedAt == null ? null : { ...source, noticedAt: source.noticedAt })
  return { ...page, source: noticed, isSignedIn: ctx.actor.accountId !== undefined, name: ctx.actor.name }
})

export const action = pageAction(
  { may: 'signedIn', params: callParams },
  {
    object: on(objectSingleForm, async ({ ctx, params: { callId }, input }) => {
      const outcome = await objectSingle(ctx, { callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.singleSource(callId), 'single.toast.objected') : outcome
    }),
  },
)

type View = Awaited<ReturnType<typeof loader>>
export const meta = pageMeta<View>(
  (t, { call }) => `${t('single.publicTitle')} · ${call.title}`,
  (t) => t('single.publicLead'),
)

export default function SingleSourceNotice() {
  const page = useLoaderData<typeof loader>()
  const { call, source } = page
  const t = useT()
  const { wan, day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.singleSources(), text: t('single.publicTitle') }]}>
      <Sheet>
        <Tag tone={source.isRunning ? 'open' : 'plain'}>{t(source.isRunning ? 'single.running' : 'single.over')}</Tag>
        <p className="hint-inline">{t('single.publicTitle')}</p>
        <h1>
          <Typed>{call.title}</Typed>
        </h1>
        <ul className="meta">
          <li>{call.bodyName}</li>
          <li>{call.regionName}</li>
        </ul>
        <Figures
          items={[
            { label: t('common.money.budget'), value: wan(call.budgetFen) },
            { label: t('single.supplier'), value: <Typed>{source.organization}</Typed> },
            { label: t('single.endsOn'), value: source.endsOn === null ? '—' : day(source.endsOn) },
          ]}
        />
        {call.state === 'CANCELLED' ? <p className="notice">{t('single.cancelled')}</p> : null}
        <p>{t('single.publicLead')}</p>
        <h2>{t('single.requirement')}</h2>
        <TypedText text={call.requirement} />
        {call.isPublic && call.callNo !== null ? (
          <p>
            <A to={paths.call(call.callNo)}>{t('single.toCall')}</A>
          </p>
        ) : null}
      </Sheet>
      <SingleArgument source={source} />
      <Sheet labelledBy="objections">
        <h2 id="objections">{t('single.objection.list')}</h2>
        {source.objections.length === 0 ? <p>{t('single.objection.none')}</p> : null}
        {source.objections.map((objection) => (
          <section key={objection.id}>
            <ObjectionTexts objection={objection} />
          </section>
        ))}
        {page.may.object ? (
          <ObjectForm name={page.name} />
        ) : source.isRunning && !page.isSignedIn ? (
          <p>
            <A to={`${paths.signIn()}?to=${encodeURIComponent(paths.singleSource(call.id))}`}>
              {t('single.objection.signIn')}
            </A>
          </p>
        ) : null}
      </Sheet>
      <Disclosure
        block={{
          indexNo: '',
          regime: 'PROCUREMENT',
          document: 'singleSource',
          issuer: call.bodyName,
          issuedOn: dayOf(new Date(source.noticedAt)),
          docNo: call.docNo,
        }}
      />
    </Page>
  )
}

function ObjectForm({ name }: { name: string }) {
  const t = useT()
  const form = useFormState('object', { name })
  return (
    <>
      <h3>{t('single.objection.file')}</h3>
      <p>{t('single.objection.fileText')}</p>
      <PostForm form={form}>
        <TextField form={form} name="name" label={t('single.objection.name')} />
        <TextArea
          form={form}
          name="facts"
          label={t('single.objection.facts')}
          hint={t('single.objection.factsHint')}
          max={singleMax.facts}
          rows={6}
        />
        <Submit>{t('single.objection.submit')}</Submit>
      </PostForm>
    </>
  )
}
