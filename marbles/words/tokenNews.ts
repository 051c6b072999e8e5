/** What a lane `token` says of each event in the life of a token. */
export const tokenNews = {
  tokenWillExpire: 'will expire',
  tokenExpired: 'expired',
  tokenRenewed: 'renewed',
  tokenRenewalFailed: 'refused',
} as const;
