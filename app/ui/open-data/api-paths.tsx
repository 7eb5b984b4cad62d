import { useT } from '#app/i18n/provider.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'

type Operation = {
  path: string
  summary: string
  parameters: { name: string; description: string; codes: string[] }[]
  answers: { status: string; description: string }[]
}

/** Each address of the API with what it takes and answers; what a row has stands with the lists. */
export function ApiPaths({ server, operations }: { server: string; operations: readonly Operation[] }) {
  const t = useT()
  return operations.map(({ path, summary, parameters, answers }) => (
    <Sheet key={path} labelledBy={`path${path}`}>
      <h2 id={`path${path}`}>{summary}</h2>
      <p className="reason">
        <code>{`GET ${path}`}</code>
      </p>
      {path.includes('{') ? null : (
        <p className="reason">
          <a href={`${server}${path}`}>{`${server}${path}`}</a>
        </p>
      )}
      <details>
        <summary>{t('openApi.parameters')}</summary>
        <dl>
          {parameters.map(({ name, description, codes }) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                {description}
                {codes.length === 0 ? null : <small className="reason"> {codes.join(', ')}</small>}
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <details>
        <summary>{t('openApi.answers')}</summary>
        <dl>
          {answers.map(({ status, description }) => (
            <div key={status}>
              <dt>
                <code>{status}</code>
              </dt>
              <dd>{description}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Sheet>
  ))
}
