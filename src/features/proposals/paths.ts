/** The addresses of a proposal's pages. */
export const pathsOf = (base: string, id: string) => ({
  proposal: `${base}/proposals/${id}`,
  edit: `${base}/proposals/${id}/edit`,
  withdraw: `${base}/proposals/${id}/withdraw`,
  decline: `${base}/proposals/${id}/decline`,
  accept: `${base}/proposals/${id}/accept`,
  schedule: `${base}/proposals/${id}/schedule`,
});

export const requestPath = (base: string, requestId: string): string => `${base}/requests/${requestId}`;

export const proposePath = (base: string, requestId: string): string =>
  `${requestPath(base, requestId)}/propose`;
