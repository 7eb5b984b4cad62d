import type { Shape } from '../shape.ts'
import type { form as source } from '../zh-CN/form.ts'

export const form = {
  summary: 'Please correct the following',
  changedTitle: 'A colleague is writing here too',
  changedMeanwhile: 'A colleague has changed this too: please compare both versions',
  refused: 'This was not done',
  gone: 'Things have changed meanwhile. This page shows how it stands now; please read it before you go on.',
  goneTyped: 'What you wrote',
  at: '{{field}}: {{error}}',
  required: 'Please fill this in',
  tooLong: 'This is too long; please shorten it',
  tooShort: 'This is too short; please say more',
  email: 'Enter an e-mail address, such as name@example.cn',
  money: 'Enter an amount in yuan with at most two decimals, such as 120000 or 120000.50',
  date: 'Enter a date, such as 2026-03-20',
  dateTime: 'Enter a date and a time',
  integer: 'Enter a whole number',
  choice: 'Choose one',
  invalid: 'This is not what is asked for',
  points: 'Enter points with at most two decimals',
  percent: 'Enter a percentage from 0 to 100 with at most two decimals',
  fileTooLarge: 'The file is larger than 20 MB; please make it smaller',
  pictureBroken: 'This picture cannot be opened; it may be cut short or damaged. Please choose another.',
  fileType: 'This kind of file is not accepted; use PDF, pictures, Word, Excel, PowerPoint or CSV',
  fileMissing: 'Choose a file',
  characters: '{{count}} of {{max}} characters',
  limit: 'At most {{max}} characters, punctuation included',
  autosave: {
    saving: 'Saving…',
    saved: 'Saved at {{time}}',
    offline: 'No connection. Your words are kept on this device and will be saved when the connection is back.',
    stale:
      'A colleague has just saved this page, so saving by itself has stopped. Press “Save” to compare both versions; nothing you wrote is lost.',
    invalid: 'Something here cannot be saved yet. Press “Save” to see what.',
    kept: 'A colleague has also changed: {{fields}}.',
    load: 'Load what they changed',
    conflict:
      'A colleague has changed “{{fields}}” too. That part is not saved yet, everything else is. Press “Save” to compare both versions.',
    listComma: ', ',
    reload: 'Drop my changes and load the latest',
  },
} as const satisfies Shape<typeof source>
