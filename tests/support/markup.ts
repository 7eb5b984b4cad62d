import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // How it is written, which React decides: attribute names in two cases, `<br/>`, `disabled=""`.
    'attr-case': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    // A wrapped field is named twice for programs that listen to speech and know only one of the two.
    'no-redundant-for': 'off',
    // Names of bodies and projects are as long as they are.
    'long-title': 'off',
    // A list may be named (ARIA 1.2).
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    'valid-id': ['error', { relaxed: true }],
    // axe looks at the rendered page for these two, where names and buttons that stand outside their form are known.
    'unique-landmark': 'off',
    'wcag/h32': 'off',
    // A passphrase that opens sealed bids must not stay in a shared browser.
    'autocomplete-password': 'off',
    // A form's first intent is a hidden field, which the pressed button overrides; choices of one question share a name.
    'form-dup-name': 'off',
  },
})

/** What is wrong with a page's HTML as it was sent, each as `rule: what (where)`. */
export async function markupFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? 'the page'})`),
  )
}
