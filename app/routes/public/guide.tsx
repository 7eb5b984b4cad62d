import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { guides } from '#app/i18n/guide/index.ts'
import { type Piece, type ReadGuide, readGuide } from '#app/i18n/guide/read.ts'
import { guideRoles } from '#app/i18n/guide/shape.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Said } from '#app/ui/guide/said.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

const params = z.object({ role: z.enum(guideRoles) })

export const loader = pageLoader({ may: 'anyone', params }, ({ ctx, params: { role } }) => {
  const guide = orNotFound(guides.find((one) => one.role === role))
  return Promise.resolve(readGuide(guide, ctx.locale))
})

export const meta = pageMeta<ReadGuide>(
  (_, { title }) => title,
  (_, { who }) => who.map(({ text }) => text).join(''),
)

export default function GuidePage() {
  const { title, who, before, tasks, trouble, ask } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.guides(), text: t('guide.title') }]}>
      <Sheet>
        <h1>{title}</h1>
        <p>
          <Said pieces={who} />
        </p>
        <nav className="guide-tasks" aria-label={t('guide.contents')}>
          <ol>
            {tasks.map((task) => (
              <li key={task.name}>
                <a href={`#${task.name}`}>{task.title}</a>
              </li>
            ))}
          </ol>
        </nav>
        <h2>{t('guide.before')}</h2>
        <List of={before} />
      </Sheet>
      {tasks.map((task) => (
        <GuideTask key={task.name} task={task} />
      ))}
      <Sheet labelledBy="trouble">
        <h2 id="trouble">{t('guide.trouble')}</h2>
        {trouble.map(({ what, then }, at) => (
          <div className="guide-trouble" key={at}>
            <h3>
              <Said pieces={what} />
            </h3>
            <p>
              <Said pieces={then} />
            </p>
          </div>
        ))}
        <h2>{t('guide.ask')}</h2>
        <List of={ask} />
      </Sheet>
    </Page>
  )
}

function GuideTask({ task: { name, title, steps } }: { task: ReadGuide['tasks'][number] }) {
  return (
    <Sheet labelledBy={name}>
      <h2 id={name}>{title}</h2>
      <ol className="guide-steps">
        {steps.map(({ says, picture }, at) => (
          <li key={at}>
            <p>
              <Said pieces={says} />
            </p>
            {picture === undefined ? null : (
              <img src={picture.path} alt={picture.alt} width={picture.width} height={picture.height} loading="lazy" />
            )}
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

const List = ({ of }: { of: readonly Piece[][] }) => (
  <ul>
    {of.map((pieces, at) => (
      <li key={at}>
        <Said pieces={pieces} />
      </li>
    ))}
  </ul>
)
