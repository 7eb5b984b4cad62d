import { useLoaderData } from '@remix-run/react'
import { assignWarningForm, closeReasonMax, closeWarningForm, lookForm } from '#app/domain/warning/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { assignWarning, closeWarning } from '#app/services/warning/handle-warning.server.ts'
import { lookNow } from '#app/services/warning/look.server.ts'
import { readWarningBoard, type WarningBoard, type WarningView } from '#app/services/warning/queries/warnings.server.ts'
import { SelectField, TextArea } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { useWarningText } from '#app/ui/warning/warning-text.ts'

export const loader = pageLoader({ may: 'body' }, async ({ ctx, url }) =>
  readWarningBoard(ctx, url.searchParams.get('of') === 'me'),
)

export const action = pageAction(
  { may: 'officer' },
  {
    look: on(lookForm, async ({ ctx }) => {
      const outcome = await lookNow(ctx)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauWarnings(), 'warning.toast.looked') : outcome
    }),
    assign: on(assignWarningForm, async ({ ctx, input }) => {
      const outcome = await assignWarning(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauWarnings(), 'warning.toast.assigned') : outcome
    }),
    close: on(closeWarningForm, async ({ ctx, input }) => {
      const outcome = await closeWarning(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauWarnings(), 'warning.toast.closed') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('warning.title'))

export default function Warnings() {
  const board = useLoaderData<typeof loader>()
  const t = useT()
  const { instant } = useFormat()
  const look = useFormState('look')
  const isEmpty = board.levels.every(({ warnings }) => warnings.length === 0)
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('warning.title')}</h1>
        <p>{t('warning.lead')}</p>
        <nav aria-label={t('warning.filter')}>
          <p>
            {board.isMine ? <A to={paths.bureauWarnings()}>{t('warning.all')}</A> : <strong>{t('warning.all')}</strong>}{' '}
            ·{' '}
            {board.isMine ? (
              <strong>{t('warning.mine')}</strong>
            ) : (
              <A to={`${paths.bureauWarnings()}?of=me`}>{t('warning.mine')}</A>
            )}
          </p>
        </nav>
        {board.lastLook === null ? null : (
          <p className="hint">{t('warning.lastLook', { at: instant(board.lastLook) })}</p>
        )}
        {board.mayHandle ? (
          <ActionButton form={look} quiet>
            {t('warning.look')}
          </ActionButton>
        ) : null}
        {isEmpty ? <p>{t(board.isMine ? 'warning.noneMine' : 'warning.none')}</p> : null}
      </Sheet>
      {board.levels.map(({ level, warnings }) =>
        warnings.length === 0 ? null : (
          <Sheet key={level} labelledBy={`level-${level}`}>
            <h2 id={`level-${level}`}>
              {t(`warning.level.${level}`)} ({warnings.length})
            </h2>
            <ul className="rows">
              {warnings.map((warning) => (
                <Row key={warning.id} warning={warning} board={board} />
              ))}
            </ul>
          </Sheet>
        ),
      )}
    </Page>
  )
}

function Row({ warning, board }: { warning: WarningView; board: WarningBoard }) {
  const t = useT()
  const { day } = useFormat()
  const text = useWarningText()
  const assign = useRowForm('assign', 'warningId', warning.id, { accountId: warning.assignedToId ?? '' })
  const close = useRowForm('close', 'warningId', warning.id)
  return (
    <li>
      <h3>{text(warning)}</h3>
      <p>
        <A to={paths.bureauProject(warning.projectId)}>
          <Typed>{warning.projectTitle}</Typed>
        </A>
      </p>
      <ul className="meta">
        <li>{t('warning.since', { day: day(warning.since) })}</li>
        <li>
          {warning.assignedToName === null
            ? t('warning.unassigned')
            : t('warning.assigned', { name: warning.assignedToName })}
        </li>
      </ul>
      {board.mayHandle ? (
        <>
          <details open={assign.wasRefused ? true : undefined}>
            <summary>{t('warning.assign')}</summary>
            <PostForm form={assign} version={warning.version}>
              <input type="hidden" name="warningId" value={warning.id} />
              <SelectField
                form={assign}
                name="accountId"
                label={t('warning.assignTo')}
                options={board.officials.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <Submit quiet>{t('warning.assign')}</Submit>
            </PostForm>
          </details>
          <details open={close.wasRefused ? true : undefined}>
            <summary>{t('warning.close')}</summary>
            <PostForm form={close} version={warning.version}>
              <input type="hidden" name="warningId" value={warning.id} />
              <TextArea
                form={close}
                name="reason"
                label={t('warning.closeReason')}
                hint={t('warning.closeHint')}
                max={closeReasonMax}
                rows={3}
              />
              <Submit quiet>{t('warning.close')}</Submit>
            </PostForm>
          </details>
        </>
      ) : null}
    </li>
  )
}
