"use client";

import "@xyflow/react/dist/style.css";
import { Text, useComputedColorScheme } from "@mantine/core";
import {
  Background,
  Controls,
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  useReactFlow,
} from "@xyflow/react";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { stepName, canvas as t, wayText } from "@/texts/workflow-canvas";
import { AddMenu } from "./add-menu";
import classes from "./canvas.module.css";
import { useEditor } from "./editor";
import { type Line, layOut, PLUS, type Spot, STEP } from "./lay-out";
import { Passes } from "./passes";
import { StepCard, TriggerCard } from "./step-card";

type SpotNode = Node<{ spot: Spot; label: string }, "spot">;

const NODE_TYPES = { spot: SpotView };

/** The workflow drawn; where it stands is said by its steps, so nothing is dragged or connected by hand. */
export default function Canvas() {
  const { definition } = useEditor();
  const scheme = useComputedColorScheme();
  const { nodes, edges } = useMemo(() => {
    const { spots, lines } = layOut(definition);
    return { nodes: spots.map(nodeOf(spots)), edges: lines.map(edgeOf) };
  }, [definition]);
  return (
    <section className={classes.frame} aria-label={t.canvas}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        colorMode={scheme}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={0.2}
        maxZoom={1.5}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </section>
  );
}

function SpotView({ id, data: { spot, label } }: NodeProps<SpotNode>) {
  const { editable } = useEditor();
  if (spot.kind === "step") {
    return (
      <Reachable id={id}>
        <div className={classes.passes}>
          <Passes step={spot.step} />
        </div>
        <StepCard step={spot.step} />
      </Reachable>
    );
  }
  if (spot.kind === "trigger") {
    return (
      <Reachable id={id}>
        <TriggerCard />
      </Reachable>
    );
  }
  if (spot.kind === "plus") {
    return <Reachable id={id}>{editable && <AddMenu place={spot.place} label={label} />}</Reachable>;
  }
  return (
    <Reachable id={id}>
      <div className={classes.end}>
        <Text size="sm" c="dimmed">
          {t.end}
        </Text>
      </div>
    </Reachable>
  );
}

/** Brings into view what the keyboard reaches; the handles are where lines begin and end. */
function Reachable({ id, children }: { id: string; children: ReactNode }) {
  const { fitView, getZoom } = useReactFlow();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || !target.matches(":focus-visible")) return;
      void fitView({ nodes: [{ id }], minZoom: getZoom(), maxZoom: getZoom() });
    };
    const spot = element.current;
    spot?.addEventListener("focusin", show);
    return () => spot?.removeEventListener("focusin", show);
  }, [id, fitView, getZoom]);
  return (
    <div ref={element} className={classes.spot}>
      <Handle className={classes.handle} type="target" position={Position.Top} isConnectable={false} />
      {children}
      <Handle className={classes.handle} type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}

const nodeOf =
  (spots: Spot[]) =>
  (spot: Spot, index: number): SpotNode => {
    const { width, height } = spot.kind === "plus" ? PLUS : STEP;
    const position = { x: spot.x, y: spot.y };
    const data = { spot, label: labelOf(spot, spots[index + 1]) };
    // A group, since it is said to be a node, which only what has a role may be.
    return { id: spot.id, type: "spot", position, width, height, data, ariaRole: "group" };
  };

/** What the + says: before which step, for they all look the same. */
const labelOf = (spot: Spot, next: Spot | undefined) =>
  spot.kind === "plus" && next?.kind === "step" ? t.addBefore(stepName(next.step)) : t.addHere;

const edgeOf = ({ from, to, way }: Line, index: number): Edge => ({
  id: `${index}`,
  source: from,
  target: to,
  type: "smoothstep",
  ...(way && { label: wayText(way.step, way.branch) }),
});
