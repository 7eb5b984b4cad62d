import { serviceFields } from '../../../call/terms.ts'
import { text, textOrNull, word } from '../cells.ts'

/** Groups of fields that several lists have. */
export const field = () => word(serviceFields, 'common.field')
export const region = () => ({ region: text(), regionName: text(), regionNameEn: text() })
export const maybeRegion = () => ({ region: textOrNull(), regionName: textOrNull(), regionNameEn: textOrNull() })
export const body = () => ({ body: text(), bodyEn: text() })
export const maybeBody = () => ({ body: textOrNull(), bodyEn: textOrNull() })
