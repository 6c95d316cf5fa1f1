import type { ErrorRequestHandler } from 'express';
import { ApiProblem } from '../answer-error.ts';
import { html } from './html.ts';
import { sendPage } from './page-frame.ts';

/** Says in a page what a page's route threw. A failure of our own goes to stderr, and the page says only that. */
export const answerPageError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { status, message } = asSentence(error);
  sendPage(response, {
    title: 'That did not work',
    status,
    body: html`<p class="bad" role="alert">${message}</p><p><a href="/">To the start page</a></p>`,
  });
};

function asSentence(error: unknown): { status: number; message: string } {
  if (error instanceof ApiProblem) return { status: error.statusCode, message: error.message };
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status, message: 'This form cannot be read, or this page is too old. Start again.' };
  }
  console.error('sandbox: a page failed for a reason of our own', error);
  return { status: 500, message: 'The sandbox failed. Its own output says why; nothing was changed.' };
}
