import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { serviceFields } from '#app/domain/call/terms.ts'
import { nextStep } from '#app/domain/need/lifecycle.ts'
import {
  committeeKinds,
  declineCodes,
  declineForm,
  linkForm,
  needMax,
  needStepForm,
  petitionForm,
  setAsideForm,
  stepForm,
  takeUpForm,
} from '#app/domain/need/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { declineNeed, setNeedAside, takeUpNeed, takeUpNeedAgain } from '#app/services/need/handle-need.server.ts'
import { linkNeedToCall } from '#app/services/need/link-call.server.ts'
import { type BureauNeed, readBureauNeed } from '#app/services/need/queries/need-board.server.ts'
import { recordStep } from '#app/services/need/record-step.server.ts'
import { recordPetition } from '#app/services/need/support-need.server.ts'
import { DateField, NumberField, RadioGroup, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { NeedPhotos } from '#app/ui/need/need-photos.tsx'
import { NeedStory } from '#app/ui/need/need-story.tsx'
import { NeedTag } from '#app/ui/need/need-tag.tsx'
import { useRuleText } from '#app/ui/need/rule-text.ts'
import { Typed, TypedText } from '#app/ui/typed.tsx'

const params = z.object({ needId: z.uuid() })

export const loader = pageLoader({ may: 'officer', params }, async ({ ctx, params: { needId } }) =>
  orNotFound(await readBureauNeed(ctx, needId)),
)

export const action = pageAction(
  { may: 'officer', params },
  {
    takeUp: on(takeUpForm, async ({ ctx, params: { needId }, input }) => {
      const outcome = await takeUpNeed(ctx, { needId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauNeed(needId), 'need.toast.takenUp') : outcome
    }),
    decline: on(declineForm, async ({ ctx, params: { needId }, input }) => {
      const outcome = await declineNeed(ctx, { needId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauNeeds(), 'need.toast.declined') : outcome
    }),
    step: on(stepForm, async ({ ctx, params: { needId }, input }) => {
      const outcome = await recordStep(ctx, { needId, ...input })
      return outcome.ok
        ? redirectWithToast(ctx, paths.bureauNeed(needId), outcome.passes ? 'need.toast.passed' : 'need.toast.failed')
        : outcome
    }),
    petition: on(petitionForm, async ({ ctx, params: { needId }, input }) => {
      const outcome = await recordPetition(ctx, { needId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauNeed(needId), 'need.toast.petition') : outcome
    }),
    setAside: on(setAsideForm, async ({ ctx, params: { needId }, input }) => {
      const outcome = await setNeedAside(ctx, { needId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauNeed(needId), 'need.toast.setAside') : outcome
    }),
    again: on(needStepForm, async ({ ctx, params: { needId }, input }) => {
      const outcome = await takeUpNeedAgain(ctx, { needId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauNeed(needId), 'need.toast.again') : outcome
    }),
    link: on(linkForm, async ({ ctx, params: { needId }, input }) => {
      const outcome = await linkNeedToCall(ctx, { needId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauNeed(needId), 'need.toast.linked') : outcome
    }),
  },
)

export const meta = pageMeta<BureauNeed>((_, { need }) => need.title)

export default function BureauNeedPage() {
  const view = useLoaderData<typeof loader>() as BureauNeed
  const { need } = view
  const t = useT()
  const { number } = useFormat()
  const isPublic = need.state !== 'RECEIVED' && need.state !== 'DECLINED'
  return (
    <Page crumbs={[{ to: paths.bureauNeeds(), text: t('need.board.title') }]}>
      <div className="with-side">
        <div>
          <article className="sheet">
            <NeedTag state={need.state} isInCall={view.isInCall} />
            <h1>
              <Typed>{need.title}</Typed>
            </h1>
            <ul className="meta">
              <li>{need.needNo}</li>
              <li>{t(`common.field.${need.field}`)}</li>
              <li>{need.regionName}</li>
              <li>{t('need.peopleAbout', { count: number(need.people) })}</li>
              <li>{t('need.supporters', { count: number(need.supporters) })}</li>
              {need.committeeKind === null ? null : <li>{t(`need.committee.${need.committeeKind}`)}</li>}
            </ul>
            <TypedText text={need.what} />
            <p>
              <strong>{t('need.label.whyNow')}</strong>
            </p>
            <TypedText text={need.whyNow} />
            <NeedPhotos photos={need.photos} />
            {isPublic ? (
              <p>
                <A to={paths.need(need.needNo)}>{t('need.board.publicPage')}</A>
              </p>
            ) : null}
            <Contact view={view} />
          </article>
          {need.state === 'RECEIVED' ? <TakeUp view={view} /> : null}
          {view.isOwnBody && nextStep[need.state] !== undefined ? <Step view={view} /> : null}
          {view.isOwnBody && need.state === 'SET_ASIDE' ? <Again view={view} /> : null}
          {need.state === 'RESOLVED' ? <ToCall view={view} /> : null}
          {view.isOwnBody && isPublic && need.state !== 'SET_ASIDE' ? <Petition /> : null}
          {view.isOwnBody && isPublic && need.state !== 'SET_ASIDE' && !view.isInCall ? <Aside view={view} /> : null}
        </div>
        <aside className="sheet" aria-labelledby="story">
          <h2 id="story">{t('need.story.title')}</h2>
          <NeedStory need={need} />
        </aside>
      </div>
    </Page>
  )
}

function Contact({ view: { contact, original, need } }: { view: BureauNeed }) {
  const t = useT()
  const wasChanged =
    original !== null &&
    (['title', 'what', 'whyNow', 'beneficiaries'] as const).some((field) => original[field] !== need[field])
  return (
    <>
      <h2>{t('need.board.contact')}</h2>
      <p className="hint">{t('need.board.contactHint')}</p>
      {contact === null ? (
        <p>{t('need.board.contactNone')}</p>
      ) : (
        <ul className="meta">
          {contact.name === '' ? null : (
            <li>
              <Typed>{contact.name}</Typed>
            </li>
          )}
          {contact.phone === '' ? null : <li>{contact.phone}</li>}
          {contact.email === '' ? null : <li>{contact.email}</li>}
        </ul>
      )}
      {wasChanged ? (
        <details>
          <summary>{t('need.board.original')}</summary>
          <TypedText text={[original.title, original.what, original.whyNow, original.beneficiaries].join('\n')} />
        </details>
      ) : null}
    </>
  )
}

function TakeUp({ view: { need, bodies } }: { view: BureauNeed }) {
  const t = useT()
  const takeUp = useFormState('takeUp', {
    bodyId: bodies[0]?.id,
    committeeKind: 'RESIDENTS',
    title: need.title,
    what: need.what,
    whyNow: need.whyNow,
    beneficiaries: need.beneficiaries,
    field: need.field,
  })
  const decline = useFormState('decline')
  return (
    <>
      <Sheet labelledBy="take-up">
        <h2 id="take-up">{t('need.takeUp.title')}</h2>
        <p>{t('need.takeUp.lead')}</p>
        <PostForm form={takeUp} version={need.version}>
          <SelectField
            form={takeUp}
            name="bodyId"
            label={t('need.takeUp.body')}
            options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <RadioGroup
            form={takeUp}
            name="committeeKind"
            label={t('need.takeUp.committee')}
            hint={t('need.takeUp.committeeHint')}
            options={committeeKinds.map((value) => ({ value, label: t(`need.committee.${value}`) }))}
          />
          <TextField form={takeUp} name="title" label={t('need.label.title')} maxLength={needMax.title} />
          <TextArea form={takeUp} name="what" label={t('need.label.what')} max={needMax.what} rows={5} />
          <TextArea form={takeUp} name="whyNow" label={t('need.label.whyNow')} max={needMax.whyNow} rows={3} />
          <TextField
            form={takeUp}
            name="beneficiaries"
            label={t('need.label.beneficiaries')}
            maxLength={needMax.beneficiaries}
          />
          <SelectField
            form={takeUp}
            name="field"
            label={t('call.label.field')}
            options={serviceFields.map((value) => ({ value, label: t(`common.field.${value}`) }))}
          />
          <Submit>{t('need.takeUp.submit')}</Submit>
        </PostForm>
      </Sheet>
      <Sheet>
        <details open={decline.wasRefused ? true : undefined}>
          <summary>{t('need.declining.title')}</summary>
          <p>{t('need.declining.lead')}</p>
          <PostForm form={decline} version={need.version}>
            <RadioGroup
              form={decline}
              name="code"
              label={t('need.declining.why')}
              options={declineCodes.map((value) => ({ value, label: t(`need.decline.${value}`) }))}
            />
            <Submit quiet>{t('need.declining.submit')}</Submit>
          </PostForm>
        </details>
      </Sheet>
    </>
  )
}

function Step({ view: { need, rules, meetings, today } }: { view: BureauNeed }) {
  const t = useT()
  const { day } = useFormat()
  const ruleText = useRuleText()
  const step = nextStep[need.state]?.step ?? 'DELIBERATION'
  const form = useFormState('step', { heldOn: today, basis: rules[0]?.basis, outcome: 'PASSED' })
  return (
    <Sheet labelledBy="step">
      <h2 id="step">{t(`need.step.${step}`)}</h2>
      <p>{t(`need.stepLead.${step}`)}</p>
      <ul>
        {rules.map((rule) => (
          <li key={rule.basis}>
            {t(`need.basis.${rule.basis}`)}: {ruleText(rule)} <span className="hint">{rule.source}</span>
          </li>
        ))}
      </ul>
      <p>
        <A to={`${paths.bureauMeetingNew()}?need=${need.needNo}`}>{t('need.step.announce')}</A>
      </p>
      <PostForm form={form} version={need.version}>
        <input type="hidden" name="step" value={step} />
        {rules.length === 1 ? (
          <input type="hidden" name="basis" value={rules[0]?.basis} />
        ) : (
          <RadioGroup
            form={form}
            name="basis"
            label={t('need.step.basis')}
            options={rules.map(({ basis }) => ({ value: basis, label: t(`need.basis.${basis}`) }))}
          />
        )}
        {meetings.length === 0 ? null : (
          <SelectField
            form={form}
            name="meetingId"
            label={t('need.step.meeting')}
            optional
            placeholder={t('need.step.noMeeting')}
            options={meetings.map(({ id, title, heldOn }) => ({ value: id, label: `${day(heldOn)} ${title}` }))}
          />
        )}
        <DateField form={form} name="heldOn" label={t('need.step.heldOn')} />
        <NumberField form={form} name="entitled" label={t('need.step.entitled')} />
        <NumberField form={form} name="present" label={t('need.step.present')} />
        <NumberField form={form} name="votesFor" label={t('need.step.votesFor')} />
        <NumberField form={form} name="votesAgainst" label={t('need.step.votesAgainst')} />
        <NumberField form={form} name="abstained" label={t('need.step.abstained')} />
        <RadioGroup
          form={form}
          name="outcome"
          label={t('need.step.outcome')}
          options={(['PASSED', 'FAILED'] as const).map((value) => ({ value, label: t(`need.outcome.${value}`) }))}
        />
        <TextArea
          form={form}
          name="summary"
          label={t('need.step.summary')}
          hint={t('need.step.summaryHint')}
          max={needMax.summary}
          rows={4}
        />
        <Submit>{t('need.step.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Again({ view: { need } }: { view: BureauNeed }) {
  const t = useT()
  const form = useFormState('again')
  return (
    <Sheet labelledBy="again">
      <h2 id="again">{t('need.again.title')}</h2>
      <TypedText text={need.stateReason} />
      <p>{t('need.again.lead')}</p>
      <ActionButton form={form} version={need.version}>
        {t('need.again.submit')}
      </ActionButton>
    </Sheet>
  )
}

function ToCall({ view: { need, drafts, isInCall, mayDraft } }: { view: BureauNeed }) {
  const t = useT()
  const form = useFormState('link')
  return (
    <Sheet labelledBy="to-call">
      <h2 id="to-call">{t('need.toCall.title')}</h2>
      {isInCall ? <p>{t('need.toCall.inCall')}</p> : <p>{t('need.toCall.lead')}</p>}
      {isInCall || !mayDraft ? null : (
        <>
          <p>
            <A className="button" to={`${paths.bureauCallNew()}?need=${need.needNo}`}>
              {t('need.toCall.draft')}
            </A>
          </p>
          {drafts.length === 0 ? null : (
            <PostForm form={form} version={need.version}>
              <SelectField
                form={form}
                name="callId"
                label={t('need.toCall.existing')}
                placeholder={t('need.choose')}
                options={drafts.map(({ id, title }) => ({ value: id, label: title }))}
              />
              <Submit quiet>{t('need.toCall.link')}</Submit>
            </PostForm>
          )}
        </>
      )}
    </Sheet>
  )
}

function Petition() {
  const t = useT()
  const form = useFormState('petition')
  return (
    <Sheet>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('need.petition.title')}</summary>
        <p>{t('need.petition.lead')}</p>
        <PostForm form={form}>
          <NumberField form={form} name="people" label={t('need.petition.people')} />
          <TextField
            form={form}
            name="collected"
            label={t('need.petition.collected')}
            hint={t('need.petition.collectedHint')}
            maxLength={needMax.collected}
          />
          <Submit quiet>{t('need.petition.submit')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}

function Aside({ view: { need } }: { view: BureauNeed }) {
  const t = useT()
  const form = useFormState('setAside')
  return (
    <Sheet>
      <details open={form.wasRefused ? true : undefined}>
        <summary>{t('need.aside.title')}</summary>
        <PostForm form={form} version={need.version}>
          <TextArea
            form={form}
            name="reason"
            label={t('need.aside.reason')}
            hint={t('need.aside.hint')}
            max={needMax.reason}
            rows={3}
          />
          <Submit quiet>{t('need.aside.submit')}</Submit>
        </PostForm>
      </details>
    </Sheet>
  )
}
