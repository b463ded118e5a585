/** The formats a report can be given in. */
export const REPORT_FORMATS = ['text', 'json', 'sarif', 'github', 'markdown', 'agent'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
