import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'

/** The sets with their addresses. Addresses are those of the data, which has no language. */
export function DataSets({ example, hasData }: { example: string | null; hasData: boolean }) {
  const t = useT()
  const sets = [
    {
      text: t('openData.sets.releases'),
      standard: 'OCDS 1.1.5',
      path: paths.openReleases(),
      href: paths.openReleases(),
    },
    { text: t('openData.sets.record'), standard: 'OCDS 1.1.5', path: paths.openRecord('{ocid}.json'), href: example },
    {
      text: t('openData.sets.grants'),
      standard: '360Giving 1.4.3',
      path: paths.openGrants(),
      href: paths.openGrants(),
    },
  ]
  return (
    <Sheet labelledBy="sets">
      <h2 id="sets">{t('openData.sets.title')}</h2>
      <ul className="rows">
        {sets.map(({ text, standard, path, href }) => (
          <li key={path}>
            <p>
              {text} <span className="hint-inline">{standard}</span>
            </p>
            <p className="reason">
              <code>{path}</code>
            </p>
            {!hasData || href === null ? null : (
              <p className="reason">
                {href === path ? null : t('openData.sets.example')}{' '}
                <a href={href}>{href === path ? t('openData.sets.open') : href}</a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

export function Reading({ baseUrl }: { baseUrl: string }) {
  const t = useT()
  const first = `${baseUrl}${paths.openReleases()}`
  return (
    <Sheet labelledBy="reading">
      <h2 id="reading">{t('openData.read.title')}</h2>
      <p>{t('openData.read.all')}</p>
      <p>{t('openData.read.feed')}</p>
      <p>{t('openData.read.guarantee')}</p>
      <p>{t('openData.read.immutable')}</p>
      <p>{t('openData.read.cache')}</p>
      <h3>{t('openData.read.command')}</h3>
      <p className="hash">{`curl --compressed ${first}`}</p>
      <p className="hash">{`curl --compressed "${first}?after=100"`}</p>
    </Sheet>
  )
}
