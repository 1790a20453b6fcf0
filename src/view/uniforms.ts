import { float, uniform, vec3, vec4 } from "three/tsl";
import { Matrix4, type Node, Vector2, type Vector3, Vector4 } from "three/webgpu";
import { linearFromHex } from "../math/oklab.ts";
import { HeightNodes } from "./height.ts";
import { RELIEF_HEIGHT, type SceneMap } from "./scene-map.ts";

/** Sets a colour as linear components: vectors, so that three's colour management does not get in between. */
export function setColor(target: Vector3, hex: string): void {
  target.set(...linearFromHex(hex));
}

/** What all materials read and the view writes each frame. Creating none of it a frame keeps the frame allocation-free. */
export class ViewUniforms {
  readonly viewProjection = uniform(new Matrix4());
  /** Dot with (X, Y, Z, 1): depth behind the plane of the camera's target, in scene units. */
  readonly depthRow = uniform(new Vector4());
  /** Of the canvas, in physical pixels. */
  readonly viewport = uniform(new Vector2(1, 1));
  /** Physical pixels per CSS pixel. */
  readonly pixelRatio = uniform(1);
  readonly center = uniform(new Vector2());
  readonly scale = uniform(new Vector2(1, 1));
  readonly half = uniform(new Vector2(1, 1));
  readonly newestSlot = uniform(0, "uint");
  readonly filledSlots = uniform(1, "uint");
  readonly fraction = uniform(1);
  /** Trails and heads are tested against the relief as if they were nearer by this much, in clip depth before division. */
  readonly depthLead = uniform(0);
  readonly height = new HeightNodes();

  setMap(map: SceneMap): void {
    this.center.value.set(map.centerX, map.centerY);
    this.scale.value.set(map.scaleX, map.scaleY);
    this.half.value.set(map.halfWidth, map.halfDepth);
  }

  /** Scene position of a point of the plane at a drawn height. */
  position(x: Node<"float">, y: Node<"float">, height: Node<"float">): Node<"vec3"> {
    return vec3(
      x.sub(this.center.x).mul(this.scale.x),
      height.mul(RELIEF_HEIGHT),
      y.sub(this.center.y).mul(this.scale.y).negate(),
    );
  }

  clip(position: Node<"vec3">): Node<"vec4"> {
    return this.viewProjection.mul(vec4(position, 1));
  }

  depth(position: Node<"vec3">): Node<"float"> {
    return this.depthRow.dot(vec4(position, 1));
  }

  /** Brightness and width of what is near (about 1.3) and far (about 0.7). */
  nearness(position: Node<"vec3">): Node<"float"> {
    return float(1).sub(this.depth(position).mul(0.28)).clamp(0.6, 1.4);
  }
}
