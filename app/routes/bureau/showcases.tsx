import { useLoaderData } from '@remix-run/react'
import {
  entryStep,
  phaseForm,
  phases,
  quotaForm,
  showcaseForm,
  showcaseKinds,
  showcaseMax,
} from '#app/domain/showcase/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import {
  type BoardEntry,
  readShowcaseBoard,
  type ShowcaseBoard,
} from '#app/services/showcase/queries/showcases.server.ts'
import {
  confirmEntry,
  enterPhase,
  enterQuota,
  proposeShowcase,
  withdrawEntry,
} from '#app/services/showcase/showcase.server.ts'
import { DateField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { ShowcaseItem } from '#app/ui/showcase/showcase-parts.tsx'
import { Tag } from '#app/ui/tag.tsx'

export const loader = pageLoader({ may: 'body' }, ({ ctx }) => readShowcaseBoard(ctx))

export const action = pageAction(
  { may: 'body' },
  {
    propose: on(showcaseForm, async ({ ctx, input }) => {
      const outcome = await proposeShowcase(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauShowcases(), 'showcase.toast.entered') : outcome
    }),
    quota: on(quotaForm, async ({ ctx, input }) => {
      const outcome = await enterQuota(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauShowcases(), 'showcase.toast.entered') : outcome
    }),
    phase: on(phaseForm, async ({ ctx, input }) => {
      const outcome = await enterPhase(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauShowcases(), 'showcase.toast.entered') : outcome
    }),
    confirm: on(entryStep, async ({ ctx, input }) => {
      const outcome = await confirmEntry(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauShowcases(), 'showcase.toast.confirmed') : outcome
    }),
    withdraw: on(entryStep, async ({ ctx, input }) => {
      const outcome = await withdrawEntry(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauShowcases(), 'showcase.toast.withdrawn') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('showcase.board.title'))

export default function ShowcaseBoardPage() {
  const board = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('showcase.board.title')}</h1>
        <p>{t('showcase.board.lead')}</p>
        <p>
          <A to={paths.showcases()}>{t('showcase.board.public')}</A>
        </p>
      </Sheet>
      <Sheet labelledBy="list">
        <h2 id="list">{t('showcase.board.list')}</h2>
        {board.entries.length === 0 ? <p>{t('showcase.board.none')}</p> : null}
        <ul className="rows">
          {board.entries.map((row) => (
            <Entry key={row.id} row={row} />
          ))}
        </ul>
      </Sheet>
      {board.bodies.length === 0 ? null : (
        <>
          <Propose board={board} />
          <Quota board={board} />
          <PhaseForm board={board} />
        </>
      )}
    </Page>
  )
}

function Entry({ row }: { row: BoardEntry }) {
  const t = useT()
  const { day } = useFormat()
  const confirm = useFormState('confirm')
  const withdraw = useFormState('withdraw')
  const fields = { entry: row.entry, id: row.id }
  return (
    <li>
      {row.entry === 'showcase' ? (
        <ShowcaseItem row={row} />
      ) : (
        <>
          <h3>
            {row.entry === 'quota'
              ? t('showcase.board.quota', {
                  region: row.regionName,
                  kind: t(`showcase.kind.${row.kind}`),
                  year: String(row.year),
                  quota: row.quota,
                  used: row.used,
                })
              : t('showcase.board.phase', {
                  region: row.regionName,
                  phase: t(`showcase.phase.${row.phase}`),
                  day: day(row.fromOn),
                })}
          </h3>
          <p>
            <Mixed cites text={t('showcase.document', { document: row.documentNo })} />
          </p>
        </>
      )}
      <ul className="meta">
        {row.isConfirmed ? null : (
          <li>
            <Tag tone="wait">{t('showcase.board.waiting')}</Tag>
          </li>
        )}
        <li>
          <Mixed text={t('showcase.board.by', { name: row.enteredByName })} />
        </li>
      </ul>
      {row.mayConfirm ? (
        <ActionButton form={confirm} fields={fields}>
          {t('showcase.board.confirm')}
        </ActionButton>
      ) : null}
      {row.mayWithdraw ? (
        <ActionButton form={withdraw} fields={fields} quiet>
          {t('showcase.board.withdraw')}
        </ActionButton>
      ) : null}
    </li>
  )
}

type FormProps = { board: ShowcaseBoard }

function BodyAndKind({ form, board }: FormProps & { form: FormState }) {
  const t = useT()
  return (
    <>
      <SelectField form={form} name="bodyId" label={t('showcase.form.body')} options={board.bodies} />
      <SelectField
        form={form}
        name="kind"
        label={t('showcase.form.kind')}
        placeholder={t('showcase.form.choose')}
        options={showcaseKinds.map((value) => ({ value, label: t(`showcase.kind.${value}`) }))}
      />
    </>
  )
}

function DocumentField({ form }: { form: FormState }) {
  const t = useT()
  return (
    <TextField
      form={form}
      name="documentNo"
      label={t('showcase.form.documentNo')}
      maxLength={showcaseMax.documentNo}
      autoComplete="off"
    />
  )
}

function Propose({ board }: FormProps) {
  const t = useT()
  const form = useFormState('propose', { bodyId: board.bodies[0]?.value ?? '' })
  return (
    <Sheet labelledBy="propose">
      <h2 id="propose">{t('showcase.form.showcase')}</h2>
      <PostForm form={form}>
        <BodyAndKind form={form} board={board} />
        <TextField
          form={form}
          name="projectNo"
          label={t('showcase.form.projectNo')}
          hint={t('showcase.form.projectNoHint')}
          maxLength={40}
          autoComplete="off"
          optional
        />
        <SelectField
          form={form}
          name="communityId"
          label={t('showcase.form.community')}
          hint={t('showcase.form.communityHint')}
          options={[{ value: '', label: t('showcase.form.noCommunity') }, ...board.communities]}
          optional
        />
        <TextArea form={form} name="reason" label={t('showcase.form.reason')} max={showcaseMax.reason} rows={4} />
        <DocumentField form={form} />
        <div className="two">
          <DateField form={form} name="fromOn" label={t('showcase.form.fromOn')} />
          <DateField form={form} name="untilOn" label={t('showcase.form.untilOn')} />
        </div>
        <Submit>{t('showcase.form.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function Quota({ board }: FormProps) {
  const t = useT()
  const form = useFormState('quota', { bodyId: board.bodies[0]?.value ?? '' })
  return (
    <Sheet labelledBy="quota">
      <h2 id="quota">{t('showcase.form.quota')}</h2>
      <PostForm form={form}>
        <BodyAndKind form={form} board={board} />
        <SelectField
          form={form}
          name="regionId"
          label={t('showcase.form.region')}
          placeholder={t('showcase.form.choose')}
          options={[...board.regions, ...board.communities]}
        />
        <TextField form={form} name="year" label={t('showcase.form.year')} inputMode="numeric" maxLength={4} />
        <TextField form={form} name="quota" label={t('showcase.form.quotaCount')} inputMode="numeric" maxLength={4} />
        <DocumentField form={form} />
        <Submit>{t('showcase.form.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}

function PhaseForm({ board }: FormProps) {
  const t = useT()
  const form = useFormState('phase', { bodyId: board.bodies[0]?.value ?? '' })
  return (
    <Sheet labelledBy="phase">
      <h2 id="phase">{t('showcase.form.phase')}</h2>
      <PostForm form={form}>
        <SelectField form={form} name="bodyId" label={t('showcase.form.body')} options={board.bodies} />
        <SelectField
          form={form}
          name="regionId"
          label={t('showcase.form.region')}
          placeholder={t('showcase.form.choose')}
          options={board.regions}
        />
        <SelectField
          form={form}
          name="phase"
          label={t('showcase.form.phaseOf')}
          placeholder={t('showcase.form.choose')}
          options={phases.map((value) => ({ value, label: t(`showcase.phase.${value}`) }))}
        />
        <DateField form={form} name="fromOn" label={t('showcase.form.fromOn')} />
        <DocumentField form={form} />
        <Submit>{t('showcase.form.submit')}</Submit>
      </PostForm>
    </Sheet>
  )
}
