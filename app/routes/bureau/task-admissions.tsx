import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/shared/policy.ts'
import { taskPolicy } from '#app/domain/task/policy.ts'
import { taskDecisionForm, taskForm, taskKinds, taskMax, taskStep } from '#app/domain/task/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readOfficialBodies } from '#app/services/need/queries/official-bodies.server.ts'
import { readRegionOptions } from '#app/services/shared/region-options.server.ts'
import { applyForTask, decideTask, withdrawTask } from '#app/services/task/admit-task.server.ts'
import { readTaskBoard, type TaskBoard } from '#app/services/task/queries/tasks.server.ts'
import {
  DateField,
  MoneyField,
  NumberField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { RegionSelect } from '#app/ui/region-select.tsx'
import { TaskRow } from '#app/ui/task/task-row.tsx'

export const loader = pageLoader({ may: 'officer' }, async ({ ctx }) => ({
  ...(await readTaskBoard(ctx)),
  applicants: (await readOfficialBodies(ctx)).filter(({ id }) => may(taskPolicy, 'apply', ctx.actor, { bodyId: id })),
  regions: await readRegionOptions(ctx),
}))

export const action = pageAction(
  { may: 'officer' },
  {
    apply: on(taskForm, async ({ ctx, input }) => {
      const outcome = await applyForTask(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauTaskAdmissions(), 'task.toast.applied') : outcome
    }),
    decide: on(taskDecisionForm, async ({ ctx, input: { taskId, decision, reason } }) => {
      const outcome = await decideTask(ctx, { taskId, isAdmitted: decision === 'ADMIT', reason })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauTaskAdmissions(), 'task.toast.decided') : outcome
    }),
    withdraw: on(taskStep, async ({ ctx, input }) => {
      const outcome = await withdrawTask(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauTaskAdmissions(), 'task.toast.withdrawn') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('task.title'))

export default function TaskBoardPage() {
  const { open, decided, offices, applicants, regions } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('apply', {
    applicantBodyId: applicants[0]?.id,
    bodyId: applicants[0]?.id,
    regionId: applicants[0]?.regionId,
    kind: 'TASK',
    fundsFen: '0',
    shareBps: '100',
    hoursPerMonth: '0',
    formsPerMonth: '0',
  })
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <h1>{t('task.title')}</h1>
      <p>{t('task.board.lead')}</p>
      <p>
        <A to={paths.taskAdmissions()}>{t('need.board.publicPage')}</A>
      </p>
      <Sheet labelledBy="open">
        <h2 id="open">{t('task.board.open')}</h2>
        {open.length === 0 ? <p>{t('task.board.openNone')}</p> : null}
        <ul className="rows">
          {open.map((task) => (
            <Open key={task.id} task={task} />
          ))}
        </ul>
      </Sheet>
      {applicants.length === 0 ? null : (
        <Sheet>
          <details open={form.wasRefused ? true : undefined}>
            <summary>{t('task.apply.title')}</summary>
            <p>{t('task.apply.lead')}</p>
            <PostForm form={form}>
              <SelectField
                form={form}
                name="applicantBodyId"
                label={t('task.apply.applicant')}
                options={applicants.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <TextField
                form={form}
                name="department"
                label={t('task.apply.department')}
                maxLength={taskMax.department}
              />
              <SelectField
                form={form}
                name="bodyId"
                label={t('task.apply.office')}
                options={offices.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <RadioGroup
                form={form}
                name="kind"
                label={t('task.apply.kind')}
                options={taskKinds.map((value) => ({ value, label: t(`task.kind.${value}`) }))}
              />
              <TextField form={form} name="title" label={t('task.apply.name')} maxLength={taskMax.title} />
              <TextArea form={form} name="content" label={t('task.apply.content')} max={taskMax.content} rows={4} />
              <TextField form={form} name="legalBasis" label={t('task.basis')} maxLength={taskMax.basis} />
              <RegionSelect
                form={form}
                name="regionId"
                label={t('need.where')}
                placeholder={t('need.choose')}
                options={regions}
              />
              <DateField form={form} name="startsOn" label={t('task.apply.from')} />
              <DateField form={form} name="endsOn" label={t('task.apply.to')} />
              <MoneyField form={form} name="fundsFen" label={t('task.apply.funds')} hint={t('task.apply.fundsHint')} />
              <TextField
                form={form}
                name="shareBps"
                label={t('task.apply.share')}
                hint={t('task.apply.shareHint')}
                inputMode="decimal"
                className="short num"
              />
              <NumberField form={form} name="hoursPerMonth" label={t('task.apply.hours')} />
              <NumberField form={form} name="formsPerMonth" label={t('task.apply.forms')} />
              <Submit>{t('task.apply.submit')}</Submit>
            </PostForm>
          </details>
        </Sheet>
      )}
      <Sheet labelledBy="decided">
        <h2 id="decided">{t('task.board.decided')}</h2>
        {decided.length === 0 ? <p>{t('task.board.decidedNone')}</p> : null}
        <ul className="rows">
          {decided.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}

function Open({ task }: { task: TaskBoard['open'][number] }) {
  const t = useT()
  const form = useRowForm('decide', 'taskId', task.id)
  const withdraw = useRowForm('withdraw', 'taskId', task.id)
  return (
    <TaskRow task={task}>
      {task.mayDecide ? (
        <details open={form.wasRefused ? true : undefined}>
          <summary>{t('task.decide.title')}</summary>
          <PostForm form={form}>
            <input type="hidden" name="taskId" value={task.id} />
            <RadioGroup
              form={form}
              name="decision"
              label={t('task.decide.outcome')}
              options={(['ADMIT', 'REFUSE'] as const).map((value) => ({ value, label: t(`task.decision.${value}`) }))}
            />
            <TextArea form={form} name="reason" label={t('task.decide.reason')} max={taskMax.reason} rows={3} />
            <Submit>{t('task.decide.submit')}</Submit>
          </PostForm>
        </details>
      ) : null}
      {task.mayWithdraw ? (
        <ActionButton form={withdraw} quiet fields={{ taskId: task.id }}>
          {t('task.withdraw')}
        </ActionButton>
      ) : null}
    </TaskRow>
  )
}
