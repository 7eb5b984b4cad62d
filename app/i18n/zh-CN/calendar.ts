export const calendar = {
  refusal: {
    'year-not-loaded': '{{year}} 年的工作日历尚未载入，无法计算期限。请联系管理员载入国务院办公厅公布的放假安排。',
  },
} as const
