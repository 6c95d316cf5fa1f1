/** What an export of an identity provider may weigh; a larger one is not even carried over to main. */
export const largestExportBytes = 64 * 1024 * 1024;
