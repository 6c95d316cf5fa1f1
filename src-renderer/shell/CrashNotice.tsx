import { Component, type ReactNode } from 'react';
import { FailureNotice } from '../kit/FailureNotice.tsx';
import classes from './Start.module.css';

interface CrashState {
  readonly why: string | null;
}

/** Catches a fault in drawing the page and says so, instead of an empty window. Jobs go on in main. */
export class CrashNotice extends Component<{ readonly children: ReactNode }, CrashState> {
  override state: CrashState = { why: null };

  static getDerivedStateFromError(thrown: unknown): CrashState {
    return { why: thrown instanceof Error ? `${thrown.name}: ${thrown.message}`.slice(0, 300) : 'not told' };
  }

  override render(): ReactNode {
    const { why } = this.state;
    if (why === null) return this.props.children;
    return (
      <div className={classes.middle}>
        <FailureNotice
          failure={{
            code: 'internal',
            sentence: 'This window could not be drawn.',
            changed: 'What was stored before is kept, and running jobs go on.',
            next: 'Try again. If it stays, copy the details and report them.',
            detail: `code internal\nwhy ${why}`,
            retryAt: null,
            field: null,
          }}
          onTryAgain={() => this.setState({ why: null })}
        />
      </div>
    );
  }
}
