/** Whether members are waited for; the words of the Groups table's `state`. */
export const GROUP_STATES = ['open', 'completed'] as const;
