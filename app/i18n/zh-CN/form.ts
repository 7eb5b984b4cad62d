/** What forms say; zod messages are these keys. */
export const form = {
  summary: '请更正以下内容',
  /** Two people changed the same fields. */
  changedTitle: '同事也在修改',
  changedMeanwhile: '同事也修改了这一项，请核对两份内容',
  /** Nothing typed is wrong, and still it was not done. */
  refused: '没有完成',
  at: '{{field}}：{{error}}',
  required: '请填写此项',
  tooLong: '内容太长，请缩短',
  tooShort: '内容太短，请补充',
  email: '请填写有效的电子邮箱，例如 name@example.cn',
  money: '请填写金额（元），最多两位小数，例如 120000 或 120000.50',
  date: '请填写有效日期，例如 2026-03-20',
  dateTime: '请填写有效的日期和时间',
  integer: '请填写整数',
  choice: '请选择一项',
  invalid: '填写的内容不符合要求',
  points: '请填写分值，最多两位小数',
  fileTooLarge: '文件超过 20 MB，请压缩后再上传',
  fileType: '不支持此类文件；可上传 PDF、图片、Word、Excel、PowerPoint 或 CSV',
  fileMissing: '请选择要上传的文件',
  characters: '已输入 {{count}} 个字，最多 {{max}} 个',
  limit: '最多 {{max}} 个字（含标点）',
  autosave: {
    saving: '正在保存……',
    saved: '已于 {{time}} 保存',
    offline: '网络不通，内容暂存在这台设备上；网络恢复后会自动保存。',
    stale: '另一位同事刚刚保存过这份内容，自动保存已停下。按“保存”可以对照两份内容，您写的不会丢失。',
    invalid: '有内容暂不符合要求，尚未保存；按“保存”查看是哪一处。',
    /** Names of fields. */
    kept: '同事也修改了：{{fields}}。',
    load: '载入同事修改的内容',
    conflict: '同事也修改了“{{fields}}”，这一部分尚未保存，其余已保存。按“保存”可以对照两份内容。',
    listComma: '、',
    reload: '放弃我的改动，载入最新内容',
  },
} as const
