// A natural bicubic spline through the values of a grid, continued linearly beyond its border.
// surfaceData holds x and y of the first value, cells per unit of x and of y, columns, rows, two unused numbers, and then
// the coefficients: row by row from the smallest y, each row and column with one more at either end.

const GRID_COEFFICIENTS = 8u;

// Where a coordinate lies among the values along one axis, and the weights of the four coefficients around it.
struct GridAxis {
  cell: u32,
  // Cells beyond the border; 0 inside.
  beyond: f32,
  value: vec4f,
  // Of the three first differences, and of the two second differences.
  slope: vec3f,
  bend: vec2f,
}

fn grid_axis(coordinate: f32, origin: f32, perUnit: f32, count: f32) -> GridAxis {
  let u = (coordinate - origin) * perUnit;
  let inside = clamp(u, 0.0, count - 1.0);
  let cell = min(floor(inside), count - 2.0);
  let t = inside - cell;
  let s = 1.0 - t;
  var axis: GridAxis;
  axis.cell = u32(cell);
  axis.beyond = u - inside;
  axis.value = vec4f(
    s * s * s * 0.16666667,
    0.6666667 - t * t * (1.0 - 0.5 * t),
    0.6666667 - s * s * (1.0 - 0.5 * s),
    t * t * t * 0.16666667,
  );
  axis.slope = vec3f(0.5 * (s * s), 0.5 + t * s, 0.5 * (t * t));
  // A straight line does not bend.
  axis.bend = select(vec2f(0.0), vec2f(s, t), axis.beyond == 0.0);
  return axis;
}

fn grid_x(x: f32) -> GridAxis {
  return grid_axis(x, surfaceData[0], surfaceData[2], surfaceData[4]);
}

fn grid_y(y: f32) -> GridAxis {
  return grid_axis(y, surfaceData[1], surfaceData[3], surfaceData[5]);
}

// The value, and the first and second derivatives by the coordinate in cells, of the spline of four coefficients.

fn grid_slope(axis: GridAxis, c: vec4f) -> f32 {
  return dot(axis.slope, c.yzw - c.xyz);
}

fn grid_value(axis: GridAxis, c: vec4f) -> f32 {
  var value = dot(axis.value, c);
  if (axis.beyond != 0.0) {
    value += axis.beyond * grid_slope(axis, c);
  }
  return value;
}

fn grid_bend(axis: GridAxis, c: vec4f) -> f32 {
  let differences = c.yzw - c.xyz;
  return dot(axis.bend, differences.yz - differences.xy);
}

// The coefficients around a point: one vector a row of them.
fn grid_rows(x: GridAxis, y: GridAxis) -> mat4x4f {
  let width = u32(surfaceData[4]) + 2u;
  let first = GRID_COEFFICIENTS + y.cell * width + x.cell;
  return mat4x4f(grid_row(first), grid_row(first + width), grid_row(first + 2u * width), grid_row(first + 3u * width));
}

fn grid_row(first: u32) -> vec4f {
  return vec4f(surfaceData[first], surfaceData[first + 1u], surfaceData[first + 2u], surfaceData[first + 3u]);
}

// The derivative by y of each of the four columns.
fn grid_columns_slope(y: GridAxis, rows: mat4x4f) -> vec4f {
  return y.slope.x * (rows[1] - rows[0]) + y.slope.y * (rows[2] - rows[1]) + y.slope.z * (rows[3] - rows[2]);
}

fn surface_loss(p: vec2f) -> f32 {
  let x = grid_x(p.x);
  let y = grid_y(p.y);
  let rows = grid_rows(x, y);
  return grid_value(
    y,
    vec4f(grid_value(x, rows[0]), grid_value(x, rows[1]), grid_value(x, rows[2]), grid_value(x, rows[3])),
  );
}

fn surface_gradient(p: vec2f) -> vec2f {
  let x = grid_x(p.x);
  let y = grid_y(p.y);
  let rows = grid_rows(x, y);
  let alongX = grid_value(
    y,
    vec4f(grid_slope(x, rows[0]), grid_slope(x, rows[1]), grid_slope(x, rows[2]), grid_slope(x, rows[3])),
  );
  let alongY = grid_value(x, grid_columns_slope(y, rows));
  return vec2f(alongX * surfaceData[2], alongY * surfaceData[3]);
}

fn surface_hessian(p: vec2f) -> vec3f {
  let x = grid_x(p.x);
  let y = grid_y(p.y);
  let rows = grid_rows(x, y);
  let perUnit = vec2f(surfaceData[2], surfaceData[3]);
  let xx = grid_value(
    y,
    vec4f(grid_bend(x, rows[0]), grid_bend(x, rows[1]), grid_bend(x, rows[2]), grid_bend(x, rows[3])),
  );
  let xy = grid_slope(x, grid_columns_slope(y, rows));
  let differences = array<vec4f, 3>(rows[1] - rows[0], rows[2] - rows[1], rows[3] - rows[2]);
  let yy = grid_value(
    x,
    y.bend.x * (differences[1] - differences[0]) + y.bend.y * (differences[2] - differences[1]),
  );
  return vec3f(xx * perUnit.x * perUnit.x, xy * perUnit.x * perUnit.y, yy * perUnit.y * perUnit.y);
}
