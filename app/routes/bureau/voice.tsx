import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { hiddenReasons, hideForm, showForm } from '#app/domain/voice/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { hideComment, showComment } from '#app/services/voice/moderate-comment.server.ts'
import {
  type BureauVoicePage,
  type CommentView,
  readBureauVoicePage,
} from '#app/services/voice/queries/voice-page.server.ts'
import { SelectField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed, TypedText } from '#app/ui/typed.tsx'
import { SessionRows } from '#app/ui/voice/session-rows.tsx'
import { VoiceFigures } from '#app/ui/voice/voice-figures.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'body', params }, async ({ ctx, params: { id } }) =>
  orNotFound(await readBureauVoicePage(ctx, id)),
)

export const action = pageAction(
  { may: 'officer', params },
  {
    show: on(showForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await showComment(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauVoice(id), 'voice.bureau.toast.shown') : outcome
    }),
    hide: on(hideForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await hideComment(ctx, { projectId: id, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauVoice(id), 'voice.bureau.toast.hidden') : outcome
    }),
  },
)

export const meta = pageMeta((t, page: BureauVoicePage) => `${t('voice.title')} · ${page.title}`)

export default function BureauVoice() {
  const page = useLoaderData<typeof loader>()
  const t = useT()
  const isAsked = page.sessions.length > 0
  return (
    <Page
      crumbs={[
        { to: paths.bureauProjects(), text: t('project.list.bureau') },
        { to: paths.bureauProject(page.id), text: page.title },
      ]}
    >
      <Sheet>
        <h1>{t('voice.title')}</h1>
        <p>
          <Typed>{page.title}</Typed>
        </p>
        <p>{isAsked ? t('voice.bureau.lead') : t('voice.bureau.none')}</p>
        {isAsked ? <VoiceFigures figures={page.figures} /> : null}
        <p>
          <A to={paths.project(page.projectNo)}>{t('project.publicPage')}</A>
        </p>
      </Sheet>
      {page.mayReadComments && isAsked ? <Waiting page={page} /> : null}
      {isAsked ? (
        <Sheet labelledBy="sessions">
          <h2 id="sessions">{t('voice.bureau.sessions')}</h2>
          <SessionRows
            sessions={page.sessions}
            more={({ warnings }) =>
              warnings.length === 0 ? null : (
                <div className="notice">
                  <strong>{t('voice.bureau.warnings')}</strong>
                  {warnings.map((warning) => (
                    <p key={warning}>{t(`voice.bureau.warning.${warning}`)}</p>
                  ))}
                </div>
              )
            }
          />
        </Sheet>
      ) : null}
      {page.decided.length === 0 ? null : (
        <Sheet labelledBy="decided">
          <h2 id="decided">{t('voice.bureau.decided')}</h2>
          <Comments comments={page.decided} mayModerate={page.mayModerate} />
        </Sheet>
      )}
    </Page>
  )
}

function Waiting({ page }: { page: BureauVoicePage }) {
  const t = useT()
  return (
    <Sheet labelledBy="comments">
      <h2 id="comments">{t('voice.bureau.comments')}</h2>
      {page.waiting.length === 0 ? (
        <p>{t('voice.bureau.commentsNone')}</p>
      ) : (
        <p>
          {t('voice.bureau.commentsLead')}
          {page.waitingCount > page.waiting.length ? (
            <> {t('voice.bureau.more', { count: page.waitingCount, shown: page.waiting.length })}</>
          ) : null}
        </p>
      )}
      <Comments comments={page.waiting} mayModerate={page.mayModerate} />
    </Sheet>
  )
}

function Comments({ comments, mayModerate }: { comments: readonly CommentView[]; mayModerate: boolean }) {
  return (
    <ul className="rows">
      {comments.map((comment) => (
        <Comment key={comment.id} comment={comment} mayModerate={mayModerate} />
      ))}
    </ul>
  )
}

function Comment({ comment, mayModerate }: { comment: CommentView; mayModerate: boolean }) {
  const t = useT()
  const { day } = useFormat()
  const show = useFormState('show')
  return (
    <li>
      <TypedText text={comment.text} />
      <p className="note">
        {comment.state === 'WAITING' ? null : (
          <>
            <Tag tone={comment.state === 'SHOWN' ? 'open' : 'plain'}>{t(`voice.state.${comment.state}`)}</Tag>{' '}
          </>
        )}
        {comment.hiddenReason === null ? null : `${t(`voice.hiddenReason.${comment.hiddenReason}`)} · `}
        <Typed>{t('voice.bureau.from', { session: comment.session, day: day(comment.writtenOn) })}</Typed>
      </p>
      {!mayModerate ? null : (
        <div className="lifecycle">
          {comment.state === 'SHOWN' ? null : (
            <ActionButton
              form={show}
              version={comment.version}
              fields={{ commentId: comment.id }}
              quiet={comment.state === 'HIDDEN'}
            >
              {t('voice.bureau.show')}
            </ActionButton>
          )}
          {comment.state === 'HIDDEN' ? null : <Hiding comment={comment} />}
        </div>
      )}
    </li>
  )
}

function Hiding({ comment }: { comment: CommentView }) {
  const t = useT()
  const form = useRowForm('hide', 'commentId', comment.id)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('voice.bureau.hideThis')}</summary>
      <PostForm form={form} version={comment.version}>
        <input type="hidden" name="commentId" value={comment.id} />
        <SelectField
          form={form}
          name="reason"
          label={t('voice.bureau.reason')}
          placeholder={t('voice.bureau.choose')}
          options={hiddenReasons.map((value) => ({ value, label: t(`voice.hiddenReason.${value}`) }))}
        />
        <Submit quiet>{t('voice.bureau.hide')}</Submit>
      </PostForm>
    </details>
  )
}
