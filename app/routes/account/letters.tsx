import { useLoaderData } from '@remix-run/react'
import { noticeWays, quietHoursMax } from '#app/domain/notice/delivery.ts'
import { noticeSchema } from '#app/domain/notice/schema.ts'
import { noticeTopics } from '#app/domain/notice/topic.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { chooseLetters, readNoticeChoice } from '#app/services/notice/choose-letters.server.ts'
import { SelectField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

export const loader = pageLoader({ may: 'signedIn' }, ({ ctx }) => readNoticeChoice(ctx))

export const action = pageAction(
  { may: 'signedIn' },
  {
    choose: on(noticeSchema, async ({ ctx, input }) => {
      const outcome = await chooseLetters(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.letterSettings(), 'notice.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('notice.settings.title'))

const hours = Array.from({ length: 24 }, (_, hour) => hour)

export default function LettersPage() {
  const { ways, version, digestHour, quietFrom, quietUntil } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('choose', {
    ...Object.fromEntries(noticeTopics.map((topic) => [topic, ways[topic] ?? 'AT_ONCE'])),
    digestHour: String(digestHour),
    quietFrom: quietFrom === null ? '' : String(quietFrom),
    quietUntil: quietUntil === null ? '' : String(quietUntil),
  })
  const clock = hours.map((hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }))
  const orNone = [{ value: '', label: t('notice.settings.noQuiet') }, ...clock]
  const options = noticeWays.map((way) => ({ value: way, label: t(`notice.way.${way}`) }))
  return (
    <Page crumbs={[{ to: paths.account(), text: t('account.page.title') }]}>
      <PostForm form={form} version={version}>
        <Sheet>
          <h1>{t('notice.settings.title')}</h1>
          <p>{t('notice.settings.lead')}</p>
          <p>
            <A to={paths.inbox()}>{t('notice.inbox.title')}</A>
          </p>
        </Sheet>
        <Sheet>
          <h2>{t('notice.settings.kinds')}</h2>
          {noticeTopics.map((topic) => (
            <SelectField
              key={topic}
              form={form}
              name={topic}
              label={t(`notice.topic.${topic}`)}
              hint={t(`notice.topicHint.${topic}`)}
              options={options}
            />
          ))}
        </Sheet>
        <Sheet>
          <h2>{t('notice.settings.fixed')}</h2>
          <dl className="facts">
            {(['SECURITY', 'RIGHTS'] as const).map((topic) => (
              <div key={topic}>
                <dt>{t(`notice.topic.${topic}`)}</dt>
                <dd>{t(`notice.topicHint.${topic}`)}</dd>
              </div>
            ))}
          </dl>
        </Sheet>
        <Sheet>
          <h2>{t('notice.topic.SEARCHES')}</h2>
          <p>{t('notice.topicHint.SEARCHES')}</p>
          <A className="button quiet" to={paths.savedSearches()}>
            {t('saved-search.keep.manage')}
          </A>
        </Sheet>
        <Sheet>
          <h2>{t('notice.settings.times')}</h2>
          <p>{t('notice.settings.timesLead', { max: quietHoursMax })}</p>
          <SelectField form={form} name="digestHour" label={t('notice.settings.digestHour')} options={clock} />
          <SelectField form={form} name="quietFrom" label={t('notice.settings.quietFrom')} options={orNone} optional />
          <SelectField
            form={form}
            name="quietUntil"
            label={t('notice.settings.quietUntil')}
            options={orNone}
            optional
          />
          <Submit>{t('common.action.save')}</Submit>
        </Sheet>
      </PostForm>
    </Page>
  )
}
