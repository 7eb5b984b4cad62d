import type { Shape } from '../shape.ts'
import type { annex as source } from '../zh-CN/annex.ts'

export const annex = {
  title: 'Annexes of the contract',
  lead: 'Papers that are signed with the contract: a plan of the service, a price list, a code of conduct. Their checksums are part of its content, so this very version is what everybody signs. A file under a title that is there already is its next version; the earlier one stays readable.',
  onlyDraft: 'Annexes do not change once the contract is offered. To change them the supplier gives it back first.',
  none: 'No annexes.',
  add: 'Add an annex',
  name: 'Title',
  nameHint: 'Such as “Annex 1, plan of the service”. A title that is there already gets a new version.',
  save: 'Upload',
  takeOut: 'Take out',
  versionNo: 'Version {{n}}',
  replaced: 'No longer counts',
  toast: { added: 'The annex is added.', takenOut: 'The annex is taken out.' },
} as const satisfies Shape<typeof source>
