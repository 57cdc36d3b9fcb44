import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal, { type ModalProps } from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts.ts';

/** A dialog that shows something, or where a choice holds at once: it is only closed. */
export function Dialog({
  header,
  size = 'medium',
  close,
  children,
}: {
  readonly header: string;
  readonly size?: ModalProps.Size;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const { frame } = useTexts();
  return (
    <Modal
      visible
      {...{ header, size }}
      onDismiss={close}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={close}>
            {frame.close}
          </Button>
        </Box>
      }
    >
      {children}
    </Modal>
  );
}

/** A dialog that asks for something: `button` does it, `submit` is what Enter in a field does. */
export function AskingDialog({
  header,
  button,
  submit,
  close,
  children,
}: {
  readonly header: string;
  readonly button: ReactNode;
  readonly submit: () => void;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const { handling } = useTexts();
  return (
    <Modal
      visible
      header={header}
      onDismiss={close}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={close}>
              {handling.cancel}
            </Button>
            {button}
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SpaceBetween size="l">{children}</SpaceBetween>
      </form>
    </Modal>
  );
}
