import { AssumptionWalkButton } from '../assumptions/AssumptionWalkButton';
import { FieldRow } from './FieldRow';
import { FormatRules } from './FormatRules';
import { MachineOrigin } from './OriginNote';
import { ModelCard } from './ModelCard';
import { Section } from './Section';
import { TierStack } from './TierStack';
import { useRows } from './use-rows';

/** All that a user can choose, section by section. */
export function DesignColumn() {
  const rows = useRows();
  const [model, ...rest] = rows.workload;
  return (
    <>
      <Section
        section="accelerator"
        title="Accelerator"
        startsOpen
        before={<MachineOrigin />}
        rows={rows.accelerator}
      />
      <Section section="memory" title="Memory tiers" startsOpen before={<TierStack rows={rows.memory} />} rows={[]} />
      <Section section="formats" title="Formats" startsOpen rows={rows.formats} after={<FormatRules />} />
      <Section
        section="workload"
        title="Workload"
        startsOpen
        before={
          <>
            {model !== undefined && <FieldRow {...model} />}
            <ModelCard />
          </>
        }
        rows={rest}
      />
      <Section section="deployment" title="Deployment" startsOpen={false} rows={rows.deployment} />
      <Section
        section="assumptions"
        title="Assumptions"
        startsOpen={false}
        rows={rows.assumptions}
        after={<AssumptionWalkButton />}
      />
      <Section section="economics" title="Cost and carbon" startsOpen={false} rows={rows.economics} />
    </>
  );
}
